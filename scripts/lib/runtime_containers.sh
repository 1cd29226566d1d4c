# The verbs on a platform in containers.
