package io.pinelink.server.internal.vectors;

import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.store.SparsePart;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.JsonStreamReader;
import io.pinelink.server.internal.wire.QueryString;
import io.pinelink.server.internal.wire.RpcException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A decoder of REST requests: bodies, query strings and paths. */
public final class JsonRequestDecoder {
  private static final float[] NO_VALUES = {};

  private JsonRequestDecoder() {}

  static DataCalls.Upsert upsert(ServerCall call) {
    var read =
        new Object() {
          String namespace = "";
          List<StoredVector> vectors = List.of();
        };
    JsonStreamReader.read(
        call.body(),
        (name, in) -> {
          switch (name) {
            case "namespace" -> read.namespace = in.text();
            case "vectors" -> read.vectors = in.list(JsonRequestDecoder::vector);
            default -> in.skip();
          }
        });
    return new DataCalls.Upsert(read.namespace, read.vectors, call.body().length);
  }

  private static StoredVector vector(JsonStreamReader reader) throws IOException {
    var read =
        new Object() {
          String id = "";
          float[] values = NO_VALUES;
          @Nullable SparsePart sparse;
          Map<String, @Nullable Object> metadata = Map.of();
        };
    reader.object(
        (name, in) -> {
          switch (name) {
            case "id" -> read.id = in.text();
            case "values" -> read.values = in.floats();
            case "sparseValues" -> read.sparse = sparse(in);
            case "metadata" -> read.metadata = in.json();
            default -> in.skip();
          }
        });
    return StoredVector.of(read.id, read.values, read.sparse, read.metadata);
  }

  private static @Nullable SparsePart sparse(JsonStreamReader reader) throws IOException {
    var read =
        new Object() {
          int[] indices = {};
          float[] values = NO_VALUES;
        };
    reader.object(
        (name, in) -> {
          switch (name) {
            case "indices" -> read.indices = in.unsigned();
            case "values" -> read.values = in.floats();
            default -> in.skip();
          }
        });
    return SparsePart.of(read.indices, read.values);
  }

  static DataCalls.Query query(ServerCall call) {
    var read =
        new Object() {
          String namespace = "";
          long topK;
          String id = "";
          float[] values = NO_VALUES;
          @Nullable SparsePart sparse;
          Map<String, @Nullable Object> filter = Map.of();
          boolean includeValues;
          boolean includeMetadata;
          @Nullable Float scanFactor;
          @Nullable Long maxCandidates;
        };
    JsonStreamReader.read(
        call.body(),
        (name, in) -> {
          switch (name) {
            case "namespace" -> read.namespace = in.text();
            case "topK" -> read.topK = in.integer();
            case "id" -> read.id = in.text();
            case "vector" -> read.values = in.floats();
            case "sparseVector" -> read.sparse = sparse(in);
            case "filter" -> read.filter = in.json();
            case "includeValues" -> read.includeValues = in.bool();
            case "includeMetadata" -> read.includeMetadata = in.bool();
            case "scanFactor" -> read.scanFactor = in.number();
            case "maxCandidates" -> read.maxCandidates = in.integer();
            case "queries" -> {
              checkQueries(call);
              in.skip();
            }
            default -> in.skip();
          }
        });
    return new DataCalls.Query(
        read.namespace,
        read.topK,
        read.id,
        new VectorParts(read.values, read.sparse),
        read.filter,
        read.includeValues,
        read.includeMetadata,
        read.scanFactor,
        read.maxCandidates);
  }

  /** Refuses the list of queries, which older versions ignore here. */
  private static void checkQueries(ServerCall call) {
    if (call.isVersionOrLater(ServerCall.DOCUMENTS_VERSION)) {
      throw RpcException.invalid(
          "Field 'queries' does not exist since API version "
              + ServerCall.DOCUMENTS_VERSION
              + ": send each query in a request of its own");
    }
  }

  static DataCalls.Update update(ServerCall call) {
    var read =
        new Object() {
          String namespace = "";
          String id = "";
          float[] values = NO_VALUES;
          @Nullable SparsePart sparse;
          Map<String, @Nullable Object> setMetadata = Map.of();
          @Nullable Map<String, @Nullable Object> filter;
          boolean dryRun;
        };
    JsonStreamReader.read(
        call.body(),
        (name, in) -> {
          switch (name) {
            case "namespace" -> read.namespace = in.text();
            case "id" -> read.id = in.text();
            case "values" -> read.values = in.floats();
            case "sparseValues" -> read.sparse = sparse(in);
            case "setMetadata" -> read.setMetadata = in.json();
            case "filter" -> read.filter = in.json();
            case "dryRun" -> read.dryRun = in.bool();
            default -> in.skip();
          }
        });
    return new DataCalls.Update(
        read.namespace,
        read.id,
        new VectorParts(read.values, read.sparse),
        read.setMetadata,
        read.filter,
        read.dryRun);
  }

  static DataCalls.Delete delete(ServerCall call) {
    var read =
        new Object() {
          String namespace = "";
          List<String> ids = List.of();
          boolean deleteAll;
          @Nullable Map<String, @Nullable Object> filter;
        };
    JsonStreamReader.read(
        call.body(),
        (name, in) -> {
          switch (name) {
            case "namespace" -> read.namespace = in.text();
            case "ids" -> read.ids = in.list(JsonStreamReader::text);
            case "deleteAll" -> read.deleteAll = in.bool();
            case "filter" -> read.filter = in.json();
            default -> in.skip();
          }
        });
    return new DataCalls.Delete(read.namespace, read.ids, read.deleteAll, read.filter);
  }

  static DataCalls.Fetch fetch(ServerCall call) {
    QueryString query = new QueryString(call.query());
    return new DataCalls.Fetch(query.first("namespace").orElse(""), query.all("ids"));
  }

  static DataCalls.FetchByMetadata fetchByMetadata(ServerCall call) {
    var read =
        new Object() {
          String namespace = "";
          Map<String, @Nullable Object> filter = Map.of();
          @Nullable Long limit;
          String paginationToken = "";
        };
    JsonStreamReader.read(
        call.body(),
        (name, in) -> {
          switch (name) {
            case "namespace" -> read.namespace = in.text();
            case "filter" -> read.filter = in.json();
            case "limit" -> read.limit = in.integer();
            case "paginationToken" -> read.paginationToken = in.text();
            default -> in.skip();
          }
        });
    return new DataCalls.FetchByMetadata(
        read.namespace, read.filter, read.limit, read.paginationToken);
  }

  static DataCalls.ListIds list(ServerCall call) {
    QueryString query = new QueryString(call.query());
    return new DataCalls.ListIds(
        query.first("namespace").orElse(""),
        query.first("prefix").orElse(""),
        limit(query),
        paginationToken(query));
  }

  /** Decodes a request for statistics; a GET has no body, and the body of a POST is optional. */
  static DataCalls.Stats stats(ServerCall call) {
    var read =
        new Object() {
          Map<String, @Nullable Object> filter = Map.of();
        };
    if (call.body().length > 0) {
      JsonStreamReader.read(
          call.body(),
          (name, in) -> {
            if (name.equals("filter")) {
              read.filter = in.json();
            } else {
              in.skip();
            }
          });
    }
    return new DataCalls.Stats(read.filter);
  }

  static DataCalls.ListNamespaces listNamespaces(ServerCall call) {
    QueryString query = new QueryString(call.query());
    return new DataCalls.ListNamespaces(
        query.first("prefix").orElse(""), limit(query), paginationToken(query));
  }

  static DataCalls.CreateNamespace createNamespace(ServerCall call) {
    var read =
        new Object() {
          String name = "";
          @Nullable Map<String, Boolean> schema;
        };
    JsonStreamReader.read(
        call.body(),
        (name, in) -> {
          switch (name) {
            case "name" -> read.name = in.text();
            case "schema" -> read.schema = schema(in);
            default -> in.skip();
          }
        });
    return new DataCalls.CreateNamespace(read.name, read.schema);
  }

  private static Map<String, Boolean> schema(JsonStreamReader reader) throws IOException {
    var read =
        new Object() {
          Map<String, Boolean> fields = Map.of();
        };
    reader.object(
        (name, in) -> {
          if (name.equals("fields")) {
            read.fields = in.map(JsonRequestDecoder::filterable);
          } else {
            in.skip();
          }
        });
    return read.fields;
  }

  private static boolean filterable(JsonStreamReader reader) throws IOException {
    var read =
        new Object() {
          boolean filterable;
        };
    reader.object(
        (name, in) -> {
          if (name.equals("filterable")) {
            read.filterable = in.bool();
          } else {
            in.skip();
          }
        });
    return read.filterable;
  }

  static DataCalls.NamedNamespace namedNamespace(ServerCall call) {
    return new DataCalls.NamedNamespace(call.pathValue());
  }

  private static @Nullable Long limit(QueryString query) {
    String limit = query.first("limit").orElse("");
    if (limit.isEmpty()) {
      return null;
    }
    try {
      return Long.valueOf(limit);
    } catch (NumberFormatException e) {
      throw RpcException.invalid("limit must be an integer, got '" + limit + "'");
    }
  }

  /** Returns the pagination token of a query string, in either spelling; empty if there is none. */
  public static String paginationToken(QueryString query) {
    return query.first("paginationToken").or(() -> query.first("pagination_token")).orElse("");
  }
}
