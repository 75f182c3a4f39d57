package io.pinelink.internal.call;

import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.ListIndexesResponse;
import io.pinelink.documents.DeleteDocumentsRequest;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.SearchDocumentsResponse;
import io.pinelink.documents.UpdateDocumentsRequest;
import io.pinelink.documents.UpsertDocumentsRequest;
import io.pinelink.inference.EmbedRequest;
import io.pinelink.inference.EmbedResponse;
import io.pinelink.inference.RerankRequest;
import io.pinelink.inference.RerankResponse;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.Page;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.ReadResponse;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.UpsertRequest;
import io.pinelink.records.SearchRecordsResponse;
import io.pinelink.records.UpsertRecordsRequest;
import io.pinelink.routing.Route;
import io.pinelink.spi.ControlOperations;
import io.pinelink.spi.Operation;
import io.pinelink.spi.request.ByName;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The facts about requests and responses that listeners receive. None of them is content. */
final class CallFacts {
  private static final String INDEX_HOST = ".svc.";

  private CallFacts() {}

  /**
   * Returns the name of the index that a call concerns.
   *
   * @param opened the name by which the called index was opened; empty if there is none
   */
  static Optional<String> index(
      Operation<?, ?> operation, Object request, String opened, Route route) {
    return opened.isEmpty() && route.isControlPlane()
        ? Optional.ofNullable(named(operation, request))
        : index(opened, route);
  }

  /** Returns the name of the index that several calls concern. */
  static Optional<String> index(String opened, Route route) {
    if (!opened.isEmpty()) {
      return Optional.of(opened);
    }
    return route.isControlPlane() ? Optional.empty() : Optional.ofNullable(hosted(route.host()));
  }

  private static @Nullable String named(Operation<?, ?> operation, Object request) {
    if (request instanceof ByName by) {
      boolean isIndex =
          operation.equals(ControlOperations.DESCRIBE_INDEX)
              || operation.equals(ControlOperations.DELETE_INDEX);
      return isIndex ? by.name() : null;
    }
    if (request instanceof CreateIndexRequest create) {
      return create.name();
    }
    if (request instanceof CreateDocumentIndexRequest create) {
      return create.name();
    }
    if (request instanceof CreateIndexForModelRequest create) {
      return create.name();
    }
    return request instanceof ConfigureIndexRequest configure ? configure.name() : null;
  }

  /** Returns the index of a host such as {@code docs-a1b2c3.svc.…}, without the project. */
  private static @Nullable String hosted(String host) {
    int end = host.indexOf(INDEX_HOST);
    int project = end < 0 ? -1 : host.lastIndexOf('-', end);
    return project > 0 ? host.substring(0, project) : null;
  }

  /** Returns the number of elements of a request; empty if it has no list of them. */
  static OptionalInt batchSize(Object request) {
    if (request instanceof UpsertRequest upsert) {
      return OptionalInt.of(upsert.vectors().size());
    }
    if (request instanceof FetchRequest fetch) {
      return OptionalInt.of(fetch.ids().size());
    }
    if (request instanceof DeleteRequest delete) {
      return unlessEmpty(delete.ids().size());
    }
    if (request instanceof UpsertRecordsRequest upsert) {
      return OptionalInt.of(upsert.records().size());
    }
    if (request instanceof UpsertDocumentsRequest upsert) {
      return OptionalInt.of(upsert.documents().size());
    }
    if (request instanceof UpdateDocumentsRequest update) {
      return unlessEmpty(update.updates().size());
    }
    if (request instanceof FetchDocumentsRequest fetch) {
      return unlessEmpty(fetch.ids().size());
    }
    if (request instanceof DeleteDocumentsRequest delete) {
      return unlessEmpty(delete.ids().size());
    }
    if (request instanceof EmbedRequest embed) {
      return OptionalInt.of(embed.texts().size());
    }
    return request instanceof RerankRequest rerank
        ? OptionalInt.of(rerank.documents().size())
        : OptionalInt.empty();
  }

  /** Returns a size; empty if the request selects by a filter instead of a list. */
  private static OptionalInt unlessEmpty(int size) {
    return size == 0 ? OptionalInt.empty() : OptionalInt.of(size);
  }

  /** Returns the number of elements of a response; empty if it has no list of them. */
  static OptionalInt rows(@Nullable Object response) {
    if (response instanceof QueryResponse query) {
      return OptionalInt.of(query.matches().size());
    }
    if (response instanceof FetchResponse fetch) {
      return OptionalInt.of(fetch.vectors().size());
    }
    if (response instanceof Page<?> page) {
      return OptionalInt.of(page.items().size());
    }
    if (response instanceof SearchRecordsResponse search) {
      return OptionalInt.of(search.hits().size());
    }
    if (response instanceof SearchDocumentsResponse search) {
      return OptionalInt.of(search.matches().size());
    }
    if (response instanceof EmbedResponse embed) {
      return OptionalInt.of(embed.embeddings().size());
    }
    if (response instanceof RerankResponse rerank) {
      return OptionalInt.of(rerank.documents().size());
    }
    return response instanceof ListIndexesResponse list
        ? OptionalInt.of(list.indexes().size())
        : OptionalInt.empty();
  }

  /** Returns the read units of a response; empty if it reports none. */
  static OptionalLong readUnits(@Nullable Object response) {
    return response instanceof ReadResponse read ? read.readUnits() : OptionalLong.empty();
  }

  /** Returns the origin of a response; null if it does not carry one. */
  static @Nullable ResponseInfo info(@Nullable Object response) {
    return response instanceof Response received ? received.info() : null;
  }
}
