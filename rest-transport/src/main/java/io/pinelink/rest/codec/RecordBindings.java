package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.spi.DataOperations.SEARCH_RECORDS;
import static io.pinelink.spi.DataOperations.UPSERT_RECORDS;

import org.jspecify.annotations.Nullable;

/** The rows of records at an index's host. */
final class RecordBindings {
  private RecordBindings() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "upsertRecords" ->
          new RestBinding<>(
              UPSERT_RECORDS,
              (r, namespace) ->
                  RestRequest.postLines(path(namespace, "upsert"), RecordCodec.upsert(r)),
              RecordFromJson::upsert);
      case "searchRecords" ->
          new RestBinding<>(
              SEARCH_RECORDS,
              (r, namespace) -> RestRequest.post(path(namespace, "search"), RecordCodec.search(r)),
              RecordFromJson::search);
      default -> null;
    };
  }

  /** Returns a path, which cannot contain an empty name, so the default namespace has another. */
  private static String path(String namespace, String verb) {
    String name = namespace.isEmpty() ? "__default__" : namespace;
    return "/records/namespaces/" + segment(name) + "/" + verb;
  }
}
