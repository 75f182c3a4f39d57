package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.spi.ControlOperations.CREATE_COLLECTION;
import static io.pinelink.spi.ControlOperations.DELETE_COLLECTION;
import static io.pinelink.spi.ControlOperations.DESCRIBE_COLLECTION;
import static io.pinelink.spi.ControlOperations.LIST_COLLECTIONS;

import io.pinelink.control.CollectionDescription;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.json.JsonObject;
import io.pinelink.rest.json.JsonObject.Member;
import io.pinelink.rest.json.JsonObject.NumberMember;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.JsonWriter;
import io.pinelink.spi.request.CollectionSource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Collections over REST. */
final class CollectionCodec {
  private CollectionCodec() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "createCollection" ->
          new RestBinding<>(
              CREATE_COLLECTION,
              r -> RestRequest.postObject("/collections", createCollection(r)),
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
              ListDecoder.list("collections", CollectionCodec::collection));
      case "deleteCollection" ->
          new RestBinding<>(
              DELETE_COLLECTION,
              r -> RestRequest.delete("/collections/" + segment(r.name())),
              RestBinding::empty);
      default -> null;
    };
  }

  private static JsonWriter createCollection(CollectionSource request) {
    return json -> {
      json.writeStringField("name", request.name());
      json.writeStringField("source", request.source());
    };
  }

  static CollectionDescription collection(JsonReader json, ResponseInfo info) throws IOException {
    JsonObject collection = json.object();
    Member<String> name = collection.text("name");
    Member<String> status = collection.text("status");
    Member<String> environment = collection.text("environment");
    NumberMember<Long> size = collection.longInteger("size");
    NumberMember<Integer> dimension = collection.integer("dimension");
    NumberMember<Long> vectorCount = collection.longInteger("vector_count");
    collection.read();
    return new ControlResponses.CollectionResult(
        name.required(),
        status.required(),
        environment.required(),
        size.optionalLong(),
        dimension.optionalInt(),
        vectorCount.optionalLong(),
        info);
  }
}
