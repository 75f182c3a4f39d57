package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.spi.ControlOperations.CONFIGURE_INDEX;
import static io.pinelink.spi.ControlOperations.CREATE_DOCUMENT_INDEX;
import static io.pinelink.spi.ControlOperations.CREATE_INDEX;
import static io.pinelink.spi.ControlOperations.CREATE_INDEX_FOR_MODEL;
import static io.pinelink.spi.ControlOperations.DELETE_INDEX;
import static io.pinelink.spi.ControlOperations.DESCRIBE_INDEX;
import static io.pinelink.spi.ControlOperations.LIST_INDEXES;

import java.util.List;

/** The rows of indexes at the control plane. */
final class IndexBindings {
  static final List<RestBinding<?, ?>> BINDINGS =
      List.of(
          new RestBinding<>(
              CREATE_INDEX,
              r -> RestRequest.post("/indexes", IndexToJson.createIndex(r)),
              IndexFromJson::index),
          new RestBinding<>(
              CREATE_DOCUMENT_INDEX,
              r -> RestRequest.post("/indexes", IndexSchemaToJson.createDocumentIndex(r)),
              IndexFromJson::index),
          new RestBinding<>(
              CREATE_INDEX_FOR_MODEL,
              r ->
                  RestRequest.post("/indexes/create-for-model", IndexToJson.createIndexForModel(r)),
              IndexFromJson::index),
          new RestBinding<>(
              DESCRIBE_INDEX,
              r -> RestRequest.get("/indexes/" + segment(r.name())),
              IndexFromJson::index),
          new RestBinding<>(
              LIST_INDEXES, r -> RestRequest.get("/indexes"), IndexFromJson::indexList),
          new RestBinding<>(
              CONFIGURE_INDEX,
              r ->
                  RestRequest.patch("/indexes/" + segment(r.name()), IndexToJson.configureIndex(r)),
              IndexFromJson::index),
          new RestBinding<>(
              DELETE_INDEX,
              r -> RestRequest.delete("/indexes/" + segment(r.name())),
              IndexFromJson::deleteIndex));

  private IndexBindings() {}
}
