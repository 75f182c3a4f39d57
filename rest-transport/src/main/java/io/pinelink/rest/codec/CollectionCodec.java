package io.pinelink.rest.codec;

import static io.pinelink.rest.json.JsonReader.required;

import io.pinelink.control.CollectionDescription;
import io.pinelink.control.ListCollectionsResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.json.JsonReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The decoding of collections from JSON, API version 2026-04. One pure function for each body, as
 * lenient as {@link IndexCodec}.
 */
final class CollectionCodec {
  private CollectionCodec() {}

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
