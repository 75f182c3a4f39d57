package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.rest.json.JsonMembers.text;
import static io.pinelink.spi.ImportOperations.CANCEL_IMPORT;
import static io.pinelink.spi.ImportOperations.DESCRIBE_IMPORT;
import static io.pinelink.spi.ImportOperations.LIST_IMPORTS;
import static io.pinelink.spi.ImportOperations.START_IMPORT;

import io.pinelink.imports.ImportDescription;
import io.pinelink.imports.JobStatus;
import io.pinelink.imports.StartImportRequest;
import io.pinelink.imports.StartImportResponse;
import io.pinelink.internal.response.ImportResponses;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.json.JsonObject;
import io.pinelink.rest.json.JsonObject.Member;
import io.pinelink.rest.json.JsonObject.NumberMember;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.JsonWriter;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Imports over REST. */
final class ImportCodec {
  private static final String IMPORTS = "/bulk/imports";

  private ImportCodec() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "startImport" ->
          new RestBinding<>(
              START_IMPORT,
              r -> RestRequest.postObject(IMPORTS, startImport(r)),
              ImportCodec::startImport);
      case "describeImport" ->
          new RestBinding<>(
              DESCRIBE_IMPORT,
              r -> RestRequest.get(IMPORTS + "/" + segment(r.id())),
              ImportCodec::importDescription);
      case "listImports" ->
          new RestBinding<>(
              LIST_IMPORTS,
              r -> RestRequest.get(new UrlQuery(IMPORTS).page(r).path()),
              ListDecoder.page(ImportCodec::importDescription));
      case "cancelImport" ->
          new RestBinding<>(
              CANCEL_IMPORT,
              r -> RestRequest.delete(IMPORTS + "/" + segment(r.id())),
              RestBinding::empty);
      default -> null;
    };
  }

  static JsonWriter startImport(StartImportRequest request) {
    return json -> {
      json.writeStringField("uri", request.uri());
      text(json, "integrationId", request.integrationId());
      json.writeObjectFieldStart("errorMode");
      json.writeStringField("onError", request.errorMode().value());
      json.writeEndObject();
    };
  }

  static StartImportResponse startImport(JsonReader json, ResponseInfo info) throws IOException {
    JsonObject started = json.object();
    Member<String> id = started.text("id");
    started.read();
    return new ImportResponses.StartImportResult(id.required(), info);
  }

  /** Decodes an import. Protobuf's JSON omits zeros. */
  static ImportDescription importDescription(JsonReader json, ResponseInfo info)
      throws IOException {
    JsonObject members = json.object();
    Member<String> id = members.text("id");
    Member<String> uri = members.text("uri");
    Member<String> status = members.text("status");
    Member<Instant> createdAt = members.instant("createdAt").or("created_at");
    Member<Instant> finishedAt = members.instant("finishedAt").or("finished_at");
    NumberMember<Double> percentComplete = members.number("percentComplete").or("percent_complete");
    NumberMember<Long> recordsImported =
        members.longInteger("recordsImported").or("records_imported");
    Member<String> error = members.text("error");
    members.read();
    return new ImportResponses.ImportResult(
        id.required(),
        uri.orElse(""),
        new JobStatus(status.required()),
        createdAt.optional(),
        finishedAt.optional(),
        percentComplete.orElse(0.0),
        recordsImported.orElse(0L),
        error.optional(),
        info);
  }
}
