package io.pinelink.internal.bulk.targets;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.internal.call.Caller;
import java.util.concurrent.CompletableFuture;

/** The load of a namespace, as a swap starts it: the {@code bulkUpsert} of the index. */
@FunctionalInterface
public interface NamespaceLoad<T> {
  /** Starts the load of the caller's namespace. */
  CompletableFuture<BulkReport> start(Caller caller, BulkSource<T> source, BulkOptions options);
}
