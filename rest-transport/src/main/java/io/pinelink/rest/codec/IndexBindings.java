package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.spi.ControlOperations.CONFIGURE_INDEX;
import static io.pinelink.spi.ControlOperations.CREATE_DOCUMENT_INDEX;
import static io.pinelink.spi.ControlOperations.CREATE_INDEX;
import static io.pinelink.spi.ControlOperations.CREATE_INDEX_FOR_MODEL;
import static io.pinelink.spi.ControlOperations.DELETE_INDEX;
import static io.pinelink.spi.ControlOperations.DESCRIBE_INDEX;
import static io.pinelink.spi.ControlOperations.LIST_INDEXES;

import org.jspecify.annotations.Nullable;

/** The rows of indexes at the control plane. */
final class IndexBindings {
  private static final String FIRST_BY_SCHEMA = "2026-07";

  private IndexBindings() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "createIndex" ->
          new RestBinding<>(
              CREATE_INDEX,
              (r, namespace, version) ->
                  RestRequest.post(
                      "/indexes",
                      isBySchema(version)
                          ? IndexSchemaCodec.createIndex(r)
                          : IndexToJson.createIndex(r)),
              IndexCodec::index);
      case "createDocumentIndex" ->
          new RestBinding<>(
              CREATE_DOCUMENT_INDEX,
              r -> RestRequest.post("/indexes", IndexSchemaCodec.createDocumentIndex(r)),
              IndexCodec::index);
      case "createIndexForModel" ->
          new RestBinding<>(
              CREATE_INDEX_FOR_MODEL,
              r ->
                  RestRequest.post("/indexes/create-for-model", IndexToJson.createIndexForModel(r)),
              IndexCodec::index);
      case "describeIndex" ->
          new RestBinding<>(
              DESCRIBE_INDEX,
              r -> RestRequest.get("/indexes/" + segment(r.name())),
              IndexCodec::index);
      case "listIndexes" ->
          new RestBinding<>(LIST_INDEXES, r -> RestRequest.get("/indexes"), IndexCodec::indexList);
      case "configureIndex" ->
          new RestBinding<>(
              CONFIGURE_INDEX,
              (r, namespace, version) ->
                  RestRequest.patch(
                      "/indexes/" + segment(r.name()),
                      isBySchema(version)
                          ? IndexSchemaCodec.configureIndex(r)
                          : IndexToJson.configureIndex(r)),
              IndexCodec::index);
      case "deleteIndex" ->
          new RestBinding<>(
              DELETE_INDEX,
              r -> RestRequest.delete("/indexes/" + segment(r.name())),
              RestBinding::empty);
      default -> null;
    };
  }

  /** Returns whether a version describes an index by a schema, a deployment and a capacity. */
  private static boolean isBySchema(String version) {
    return version.compareTo(FIRST_BY_SCHEMA) >= 0;
  }
}
