"""HTTP as the services speak it: what a view declares, and how requests and answers look."""
