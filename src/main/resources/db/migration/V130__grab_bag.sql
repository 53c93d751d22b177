-- Playbooks whose grab bag was mailed to the addresses of the settings: whichever node writes the row does it, and nobody does it twice.
CREATE TABLE grab_bag_mailed (
    playbook        BIGINT                      NOT NULL PRIMARY KEY,
    mailed_at       TIMESTAMP WITH TIME ZONE    NOT NULL
);
