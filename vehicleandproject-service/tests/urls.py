PROJECTS = "/api/v1/projects/"
