package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.spi.ControlOperations.CREATE_COLLECTION;
import static io.pinelink.spi.ControlOperations.DELETE_COLLECTION;
import static io.pinelink.spi.ControlOperations.DESCRIBE_COLLECTION;
import static io.pinelink.spi.ControlOperations.LIST_COLLECTIONS;

import io.pinelink.control.CreateCollectionRequest;
import io.pinelink.rest.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** The rows of collections at the control plane. */
final class CollectionBindings {
  private CollectionBindings() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "createCollection" ->
          new RestBinding<>(
              CREATE_COLLECTION,
              r -> RestRequest.post("/collections", createCollection(r)),
              CollectionCodec::collection);
      case "describeCollection" ->
          new RestBinding<>(
              DESCRIBE_COLLECTION,
              r -> RestRequest.get("/collections/" + segment(r.name())),
              CollectionCodec::collection);
      case "listCollections" ->
          new RestBinding<>(
              LIST_COLLECTIONS,
              r -> RestRequest.get("/collections"),
              CollectionCodec::collectionList);
      case "deleteCollection" ->
          new RestBinding<>(
              DELETE_COLLECTION,
              r -> RestRequest.delete("/collections/" + segment(r.name())),
              RestBinding::empty);
      default -> null;
    };
  }

  private static JsonWriter createCollection(CreateCollectionRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("name", request.name());
      json.writeStringField("source", request.source());
      json.writeEndObject();
    };
  }
}
