-- An office takes a role away from a person; until now it could only be given.
grant delete on memberships to jieyou_app;
