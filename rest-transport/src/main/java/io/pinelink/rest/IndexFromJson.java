package io.pinelink.rest;

import static io.pinelink.rest.JsonReader.required;

import io.pinelink.control.DeleteIndexResponse;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexList;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.IndexStatus;
import io.pinelink.control.IntegratedEmbedding;
import io.pinelink.model.Metric;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as the model's responses, API version 2026-04. Pure functions, one for each body. Unknown
 * members are passed over, and null is as good as absent.
 */
final class IndexFromJson {
  private IndexFromJson() {}

  /** The service answers with an empty body. */
  static DeleteIndexResponse deleteIndex(JsonReader json, ResponseInfo info) {
    return new DeleteIndexResponse(info);
  }

  static IndexList indexList(JsonReader json, ResponseInfo info) throws IOException {
    List<IndexDescription> indexes = new ArrayList<>();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        if (member.equals("indexes")) {
          indexes(json, indexes);
        } else {
          json.skip();
        }
      }
    }
    return new IndexList(indexes, info);
  }

  private static void indexes(JsonReader json, List<IndexDescription> into) throws IOException {
    if (json.enterArray()) {
      while (json.nextElement()) {
        into.add(index(json));
      }
    }
  }

  static IndexDescription index(JsonReader json, ResponseInfo info) throws IOException {
    return index(json);
  }

  private static IndexDescription index(JsonReader json) throws IOException {
    IndexMembers index = new IndexMembers();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "name" -> index.name = json.text();
          case "metric" -> index.metric = json.text();
          case "vector_type" -> index.vectorType = json.text();
          case "dimension" -> index.dimension = json.integer();
          case "host" -> index.host = json.text();
          case "private_host" -> index.privateHost = json.text();
          case "deletion_protection" -> index.deletionProtection = json.text();
          case "status" -> index.status = status(json);
          case "spec" -> index.spec = spec(json);
          case "tags" -> index.tags = json.texts();
          case "embed" -> index.embed = EmbedFromJson.embed(json);
          default -> json.skip();
        }
      }
    }
    return index.build();
  }

  private static @Nullable IndexStatus status(JsonReader json) throws IOException {
    if (!json.enterObject()) {
      return null;
    }
    Boolean ready = null;
    String state = null;
    for (String member = json.nextMember(); member != null; member = json.nextMember()) {
      switch (member) {
        case "ready" -> ready = json.bool();
        case "state" -> state = json.text();
        default -> json.skip();
      }
    }
    return new IndexStatus(required("status.ready", ready), required("status.state", state));
  }

  /** The spec has one member, named after its kind. */
  private static @Nullable IndexSpec spec(JsonReader json) throws IOException {
    IndexSpec spec = null;
    if (json.enterObject()) {
      for (String kind = json.nextMember(); kind != null; kind = json.nextMember()) {
        if (kind.equals("serverless") && json.isObject()) {
          spec = serverless(json);
        } else {
          spec = spec == null && json.isObject() ? new IndexSpec.Other(kind) : spec;
          json.skip();
        }
      }
    }
    return spec;
  }

  private static IndexSpec serverless(JsonReader json) throws IOException {
    String cloud = null;
    String region = null;
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "cloud" -> cloud = json.text();
          case "region" -> region = json.text();
          default -> json.skip();
        }
      }
    }
    return new IndexSpec.Serverless(
        required("spec.serverless.cloud", cloud), required("spec.serverless.region", region));
  }

  /** What was read of an index so far; members come in any order. */
  private static final class IndexMembers {
    private @Nullable String name;
    private @Nullable String metric;
    private @Nullable String vectorType;
    private @Nullable Integer dimension;
    private @Nullable String host;
    private @Nullable String privateHost;
    private @Nullable String deletionProtection;
    private @Nullable IndexStatus status;
    private @Nullable IndexSpec spec;
    private Map<String, String> tags = Map.of();
    private @Nullable IntegratedEmbedding embed;

    IndexDescription build() throws MalformedJsonException {
      IndexDescription.Builder index =
          IndexDescription.builder(
              required("name", name),
              new Metric(required("metric", metric)),
              required("status", status),
              required("spec", spec));
      if (vectorType != null) {
        index.vectorType(new VectorType(vectorType));
      }
      if (dimension != null) {
        index.dimension(dimension);
      }
      if (host != null && !host.isEmpty()) {
        index.host(host);
      }
      if (privateHost != null && !privateHost.isEmpty()) {
        index.privateHost(privateHost);
      }
      if (embed != null) {
        index.embed(embed);
      }
      return index.deletionProtection("enabled".equals(deletionProtection)).tags(tags).build();
    }
  }
}
