package io.pinelink.server.internal.imports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.documents.DocumentDecoder;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.ListingToken;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.store.Validation;
import io.pinelink.server.internal.vectors.DataEndpoint;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.QueryString;
import io.pinelink.server.internal.wire.RequestJson;
import io.pinelink.server.internal.wire.RpcException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The data-plane endpoints of bulk imports.
 *
 * @param loader the class loader for the library that reads Parquet files
 * @param decoders creates a decoder of the documents of an index
 */
public record ImportEndpoints(
    IndexImports imports,
    Buckets buckets,
    ImportFile.Limits limits,
    ClassLoader loader,
    Function<DocumentSchema, DocumentDecoder> decoders) {
  private static final int MAX_URI = 1_500;
  private static final int MAX_INTEGRATION_ID = 1_000;

  public void addTo(PathTable<DataEndpoint> paths) {
    paths
        .on("startImport", "POST /bulk/imports", this::start)
        .on("listImports", "GET /bulk/imports", this::list)
        .on("describeImport", "GET /bulk/imports/{id}", this::describe)
        .on("cancelImport", "DELETE /bulk/imports/{id}", this::cancel);
  }

  private ServerResponse start(IndexResource index, ServerCall call) {
    RequestJson body = RequestJson.parse(call.body());
    String uri = body.requiredText("uri");
    checkLength("uri", uri, 1, MAX_URI);
    either(body, "integrationId", "integration_id")
        .ifPresent(id -> checkLength("integrationId", id, 0, MAX_INTEGRATION_ID));
    boolean continues = continuesOnError(body);
    String id;
    try {
      id = imports.start(index, order(index, uri, continues), null);
    } catch (ImportFailure e) {
      id =
          imports.start(
              index, new BulkImport.Order(uri, List.of(), file -> List.of(), continues), e.text());
    }
    return ServerResponse.json(200, PlainJson.object().put("id", id));
  }

  /** Finds the files of an import. */
  public BulkImport.Order order(IndexResource index, String uri, boolean continuesOnError)
      throws ImportFailure {
    java.nio.file.Path folder = buckets.folder(uri);
    Optional<DocumentSchema> schema = index.schema();
    ImportFormat format = schema.isPresent() ? ImportFormat.JSON_LINES : ImportFormat.PARQUET;
    ImportReader reader = schema.map(this::documents).orElseGet(this::vectors);
    return new BulkImport.Order(
        uri, ImportFile.under(folder, format, limits), reader, continuesOnError);
  }

  private ImportReader documents(DocumentSchema schema) {
    if (schema.embeds()) {
      throw RpcException.invalid(
          "Imports do not embed texts, and the schema of the index has a field that is embedded");
    }
    return new JsonLinesReader(decoders.apply(schema));
  }

  private ImportReader vectors() {
    ParquetLibrary.require(loader);
    return file ->
        ParquetFiles.read(file).stream().<Supplier<StoredVector>>map(one -> one::vector).toList();
  }

  private static boolean continuesOnError(RequestJson body) {
    Optional<RequestJson> mode = body.object("errorMode").or(() -> body.object("error_mode"));
    String onError = mode.flatMap(m -> either(m, "onError", "on_error")).orElse("abort");
    return switch (onError) {
      case "abort" -> false;
      case "continue" -> true;
      default ->
          throw RpcException.invalid("onError must be abort or continue, got '" + onError + "'");
    };
  }

  private static Optional<String> either(RequestJson body, String name, String otherwise) {
    return body.text(name).or(() -> body.text(otherwise));
  }

  private static void checkLength(String name, String text, int min, int max) {
    if (text.length() < min || text.length() > max) {
      throw RpcException.invalid(
          name + " must have " + min + " to " + max + " characters, got " + text.length());
    }
  }

  private ServerResponse list(IndexResource index, ServerCall call) {
    QueryString query = new QueryString(call.query());
    int limit = limit(query.first("limit").orElse("100"));
    String skipPast =
        ListingToken.skipPast(query.paginationToken(), ListingToken.Scope.ofImports());
    int begin = skipPast.isEmpty() ? 0 : Integer.parseInt(skipPast);
    List<ObjectNode> all = imports.list(index, one -> model(index, one));
    int end = Math.min(all.size(), begin + limit);
    ObjectNode body = PlainJson.object();
    ArrayNode data = body.putArray("data");
    all.subList(Math.min(begin, end), end).forEach(data::add);
    if (end < all.size()) {
      body.putObject("pagination")
          .put(
              "next",
              new ListingToken(Integer.toString(end), ListingToken.Scope.ofImports()).encode());
    }
    return ServerResponse.json(200, body);
  }

  private static int limit(String text) {
    if (!text.matches("[0-9]{1,3}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > Validation.MAX_PAGE) {
      throw RpcException.invalid("limit must be between 1 and 100, got " + text);
    }
    return Integer.parseInt(text);
  }

  private ServerResponse describe(IndexResource index, ServerCall call) {
    ObjectNode found = imports.describe(index, call.pathValue(), one -> model(index, one));
    return ServerResponse.json(200, found);
  }

  private ServerResponse cancel(IndexResource index, ServerCall call) {
    imports.cancel(index, call.pathValue());
    return ServerResponse.json(200, "{}");
  }

  private static ObjectNode model(IndexResource index, BulkImport one) {
    BulkImport.Saved state = one.saved(index.id());
    ObjectNode model = PlainJson.object();
    model.put("id", state.id());
    model.put("uri", state.uri());
    model.put("status", state.status().wireName());
    model.put("createdAt", state.createdAt().toString());
    if (state.finishedAt() != null) {
      model.put("finishedAt", state.finishedAt().toString());
    }
    model.put("percentComplete", one.percentComplete());
    model.put("recordsImported", state.recordsImported());
    if (state.error() != null) {
      model.put("error", state.error());
    }
    return model;
  }
}
