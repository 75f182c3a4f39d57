package io.pinelink.internal.bulk.targets;

import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.FetchConsumer;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.internal.bulk.BulkTarget;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.waiter.VisibilityConditions;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
import io.pinelink.records.TextRecord;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.DocumentOperations;
import io.pinelink.spi.Operation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The operations of an index, and what creates the targets of its bulk operations.
 *
 * @param <T> an item: a vector or a document
 * @param <U> an update of an item by its id
 */
public record ItemTargets<T, U>(
    Function<Caller, BulkTarget<T>> upserts,
    Function<Caller, BulkTarget<U>> updates,
    Function<Caller, BulkTarget<String>> deletes,
    BiFunction<Caller, FetchConsumer<T>, BulkTarget<String>> fetches,
    BiFunction<Caller, BulkChange.Kind, BulkTarget<?>> changes,
    Operation<DeleteRequest, DeleteResponse> delete,
    Operation<ListIdsRequest, ListIdsResponse> list,
    WriteTarget.Visibility visibility) {
  public static final ItemTargets<Vector, UpdateRequest> VECTORS =
      new ItemTargets<>(
          Targets::vectors,
          Targets::updates,
          Targets::deletes,
          Targets::fetches,
          Targets::changes,
          DataOperations.DELETE,
          DataOperations.LIST_IDS,
          VisibilityConditions::await);

  public static final ItemTargets<Document, DocumentUpdate> DOCUMENTS =
      new ItemTargets<>(
          Targets::documents,
          Targets::documentUpdates,
          Targets::documentDeletes,
          Targets::documentFetches,
          Targets::documentChanges,
          DocumentOperations.DELETE_DOCUMENTS,
          DocumentOperations.LIST_DOCUMENTS,
          VisibilityConditions::awaitDocuments);

  public static final Function<Caller, BulkTarget<TextRecord>> RECORDS = Targets::records;

  /** Waits until reads of the write's namespace reflect the write. */
  public CompletableFuture<@Nullable Void> awaitVisible(
      Caller caller, ConsistencyToken write, Duration timeout) {
    return visibility.await(caller, write, timeout);
  }
}
