package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.rest.json.JsonReader.required;
import static io.pinelink.spi.ImportOperations.CANCEL_IMPORT;
import static io.pinelink.spi.ImportOperations.DESCRIBE_IMPORT;
import static io.pinelink.spi.ImportOperations.LIST_IMPORTS;
import static io.pinelink.spi.ImportOperations.START_IMPORT;

import io.pinelink.imports.ImportDescription;
import io.pinelink.imports.ImportStatus;
import io.pinelink.imports.ListImportsResponse;
import io.pinelink.imports.StartImportRequest;
import io.pinelink.imports.StartImportResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.JsonWriter;
import io.pinelink.rest.json.MalformedJsonException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
              r -> RestRequest.post(IMPORTS, startImport(r)),
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
              ImportCodec::importList);
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
      json.writeStartObject();
      json.writeStringField("uri", request.uri());
      if (request.integrationId().isPresent()) {
        json.writeStringField("integrationId", request.integrationId().get());
      }
      json.writeObjectFieldStart("errorMode");
      json.writeStringField("onError", request.errorMode().value());
      json.writeEndObject();
      json.writeEndObject();
    };
  }

  static StartImportResponse startImport(JsonReader json, ResponseInfo info) throws IOException {
    String id = null;
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        if (member.equals("id")) {
          id = json.text();
        } else {
          json.skip();
        }
      }
    }
    return new StartImportResponse(required("id", id), info);
  }

  static ListImportsResponse importList(JsonReader json, ResponseInfo info) throws IOException {
    List<ImportDescription> imports = new ArrayList<>();
    String next = null;
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "data" -> imports(json, info, imports);
          case "pagination" -> next = nextToken(json);
          default -> json.skip();
        }
      }
    }
    return new ListImportsResponse(imports, Optional.ofNullable(next), info);
  }

  private static void imports(JsonReader json, ResponseInfo info, List<ImportDescription> into)
      throws IOException {
    if (json.enterArray()) {
      while (json.nextElement()) {
        into.add(importDescription(json, info));
      }
    }
  }

  private static @Nullable String nextToken(JsonReader json) throws IOException {
    String next = null;
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        if (member.equals("next")) {
          next = json.text();
        } else {
          json.skip();
        }
      }
    }
    return next;
  }

  static ImportDescription importDescription(JsonReader json, ResponseInfo info)
      throws IOException {
    ImportMembers members = new ImportMembers();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "id" -> members.id = json.text();
          case "uri" -> members.uri = json.text();
          case "status" -> members.status = json.text();
          case "createdAt", "created_at" -> members.createdAt = json.instant();
          case "finishedAt", "finished_at" -> members.finishedAt = json.instant();
          case "percentComplete", "percent_complete" -> members.percentComplete = json.number();
          case "recordsImported", "records_imported" ->
              members.recordsImported = json.longInteger();
          case "error" -> members.error = json.text();
          default -> json.skip();
        }
      }
    }
    return members.build(info);
  }

  /** The members of an import read so far. Protobuf's JSON omits zeros. */
  private static final class ImportMembers {
    private @Nullable String id;
    private @Nullable String uri;
    private @Nullable String status;
    private @Nullable Instant createdAt;
    private @Nullable Instant finishedAt;
    private @Nullable Double percentComplete;
    private @Nullable Long recordsImported;
    private @Nullable String error;

    ImportDescription build(ResponseInfo info) throws MalformedJsonException {
      return new ImportDescription(
          required("id", id),
          uri == null ? "" : uri,
          new ImportStatus(required("status", status)),
          Optional.ofNullable(createdAt),
          Optional.ofNullable(finishedAt),
          percentComplete == null ? 0 : percentComplete,
          recordsImported == null ? 0 : recordsImported,
          Optional.ofNullable(error),
          info);
    }
  }
}
