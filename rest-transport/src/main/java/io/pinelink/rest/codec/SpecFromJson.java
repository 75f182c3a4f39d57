package io.pinelink.rest.codec;

import static io.pinelink.rest.json.JsonReader.required;

import io.pinelink.control.IndexSpec;
import io.pinelink.control.ReadCapacityStatus;
import io.pinelink.model.Cloud;
import io.pinelink.model.MetadataSchema;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.MalformedJsonException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The decoding of an index's member {@code spec}, API version 2026-04; for one use. The spec has
 * one member, named after its kind.
 */
final class SpecFromJson {
  private static final Set<String> KINDS = Set.of("serverless", "pod", "byoc");

  private @Nullable IndexSpec spec;
  private final ReadCapacityFromJson readCapacity = new ReadCapacityFromJson();
  private @Nullable String cloud;
  private @Nullable String region;
  private @Nullable String environment;
  private @Nullable String podType;
  private @Nullable Integer replicas;
  private @Nullable Integer shards;
  private @Nullable Integer pods;
  private @Nullable List<String> indexedFields;
  private @Nullable MetadataSchema schema;
  private @Nullable String sourceCollection;

  void read(JsonReader json) throws IOException {
    if (json.enterObject()) {
      for (String kind = json.nextMember(); kind != null; kind = json.nextMember()) {
        if (KINDS.contains(kind) && json.isObject()) {
          members(json);
          spec = of(kind);
        } else {
          spec = spec == null && json.isObject() ? new IndexSpec.Other(kind) : spec;
          json.skip();
        }
      }
    }
  }

  private void members(JsonReader json) throws IOException {
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "cloud" -> cloud = json.text();
          case "region" -> region = json.text();
          case "environment" -> environment = json.text();
          case "pod_type" -> podType = json.text();
          case "replicas" -> replicas = json.integer();
          case "shards" -> shards = json.integer();
          case "pods" -> pods = json.integer();
          case "metadata_config" -> metadataConfig(json);
          case "read_capacity" -> readCapacity.read(json);
          case "schema" -> schema = SchemaFromJson.schema(json);
          case "source_collection" -> sourceCollection = json.text();
          default -> json.skip();
        }
      }
    }
  }

  private void metadataConfig(JsonReader json) throws IOException {
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        if (member.equals("indexed") && json.enterArray()) {
          indexedFields = new ArrayList<>();
          while (json.nextElement()) {
            indexedFields.add(json.textOrEmpty());
          }
        } else {
          json.skip();
        }
      }
    }
  }

  /** Returns the spec of a known kind. */
  private IndexSpec of(String kind) throws MalformedJsonException {
    return switch (kind) {
      case "serverless" ->
          new IndexSpec.Serverless(
              new Cloud(required("spec.serverless.cloud", cloud)),
              required("spec.serverless.region", region),
              readCapacity.capacity(),
              Optional.ofNullable(schema),
              Optional.ofNullable(sourceCollection));
      case "pod" -> pod();
      default ->
          new IndexSpec.Byoc(
              required("spec.byoc.environment", environment),
              readCapacity.capacity(),
              Optional.ofNullable(schema));
    };
  }

  /** Returns the spec of a pod index. Omitted numbers are 1, according to the documentation. */
  private IndexSpec pod() throws MalformedJsonException {
    int copies = replicas == null ? 1 : replicas;
    int parts = shards == null ? 1 : shards;
    return new IndexSpec.Pod(
        required("spec.pod.environment", environment),
        required("spec.pod.pod_type", podType),
        copies,
        parts,
        pods == null ? copies * parts : pods,
        Optional.ofNullable(indexedFields),
        Optional.ofNullable(sourceCollection));
  }

  /** Returns the spec; null if there is none. */
  @Nullable IndexSpec spec() {
    return spec;
  }

  @Nullable ReadCapacityStatus readCapacityStatus() {
    return readCapacity.status();
  }
}
