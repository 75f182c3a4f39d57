package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.rest.json.JsonReader.required;
import static io.pinelink.spi.ControlOperations.CREATE_COLLECTION;
import static io.pinelink.spi.ControlOperations.DELETE_COLLECTION;
import static io.pinelink.spi.ControlOperations.DESCRIBE_COLLECTION;
import static io.pinelink.spi.ControlOperations.LIST_COLLECTIONS;

import io.pinelink.control.CollectionDescription;
import io.pinelink.control.CreateCollectionRequest;
import io.pinelink.control.ListCollectionsResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Collections over REST. */
final class CollectionCodec {
  private CollectionCodec() {}

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

  static ListCollectionsResponse collectionList(JsonReader json, ResponseInfo info)
      throws IOException {
    List<CollectionDescription> collections = new ArrayList<>();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        if (member.equals("collections") && json.enterArray()) {
          while (json.nextElement()) {
            collections.add(collection(json, info));
          }
        } else {
          json.skip();
        }
      }
    }
    return new ListCollectionsResponse(collections, info);
  }

  static CollectionDescription collection(JsonReader json, ResponseInfo info) throws IOException {
    String name = null;
    String status = null;
    String environment = null;
    Long size = null;
    Integer dimension = null;
    Long vectorCount = null;
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "name" -> name = json.text();
          case "status" -> status = json.text();
          case "environment" -> environment = json.text();
          case "size" -> size = json.longInteger();
          case "dimension" -> dimension = json.integer();
          case "vector_count" -> vectorCount = json.longInteger();
          default -> json.skip();
        }
      }
    }
    return new CollectionDescription(
        required("name", name),
        required("status", status),
        required("environment", environment),
        size == null ? OptionalLong.empty() : OptionalLong.of(size),
        dimension == null ? OptionalInt.empty() : OptionalInt.of(dimension),
        vectorCount == null ? OptionalLong.empty() : OptionalLong.of(vectorCount),
        info);
  }
}
