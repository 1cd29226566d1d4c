PROJECTS = "/api/v1/projects/"
VEHICLES = "/api/v1/vehicles/"
PLANS = f"{VEHICLES}service-plans/"
