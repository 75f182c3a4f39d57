package io.pinelink.endtoend.soak;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.RecordIndex;
import io.pinelink.admin.AdminClient;

/** The clients of all callers, and the indexes that they share. */
record SoakClients(
    Pinelink client,
    AdminClient admin,
    Index vectors,
    DocumentIndex documents,
    RecordIndex records,
    LifeCycles lifeCycles,
    AdminLifeCycles adminLifeCycles) {}
