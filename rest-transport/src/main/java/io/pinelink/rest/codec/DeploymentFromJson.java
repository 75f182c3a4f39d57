package io.pinelink.rest.codec;

import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.ReadCapacity;
import io.pinelink.control.SchemaField;
import io.pinelink.model.Cloud;
import io.pinelink.model.MetadataSchema;
import io.pinelink.rest.json.JsonReader;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The decoding of an index's member {@code deployment}, API version 2026-07, which with the read
 * capacity, the source and the metadata fields says what older versions report as {@code spec}; for
 * one use.
 */
final class DeploymentFromJson {
  private @Nullable String type;
  private @Nullable String cloud;
  private @Nullable String region;
  private @Nullable String environment;
  private @Nullable String podType;
  private @Nullable Integer replicas;
  private @Nullable Integer shards;

  void read(JsonReader json) throws IOException {
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "deployment_type" -> type = json.text();
          case "cloud" -> cloud = json.text();
          case "region" -> region = json.text();
          case "environment" -> environment = json.text();
          case "pod_type" -> podType = json.text();
          case "replicas" -> replicas = json.integer();
          case "shards" -> shards = json.integer();
          default -> json.skip();
        }
      }
    }
  }

  /** Returns whether the response has a deployment. */
  boolean isPresent() {
    return type != null;
  }

  /** Returns the spec of the index; a deployment of an unknown form is {@code Other}. */
  IndexSpec spec(
      Optional<ReadCapacity> capacity,
      @Nullable IndexSchema schema,
      @Nullable String sourceCollection) {
    Set<String> filterable = filterable(schema);
    Optional<MetadataSchema> metadata =
        filterable.isEmpty() ? Optional.empty() : Optional.of(new MetadataSchema(filterable));
    Optional<String> source = Optional.ofNullable(sourceCollection);
    if ("managed".equals(type) && cloud != null && region != null) {
      return new IndexSpec.Serverless(new Cloud(cloud), region, capacity, metadata, source);
    }
    if ("byoc".equals(type) && environment != null) {
      return new IndexSpec.Byoc(environment, capacity, metadata);
    }
    if ("pod".equals(type) && environment != null && podType != null) {
      int copies = replicas == null ? 1 : replicas;
      int parts = shards == null ? 1 : shards;
      return new IndexSpec.Pod(
          environment,
          podType,
          copies,
          parts,
          copies * parts,
          metadata.map(fields -> List.copyOf(fields.filterable())),
          source);
    }
    return new IndexSpec.Other(type == null ? "" : type);
  }

  private static Set<String> filterable(@Nullable IndexSchema schema) {
    Set<String> names = new LinkedHashSet<>();
    if (schema != null) {
      schema
          .fields()
          .forEach(
              (name, field) -> {
                if (field instanceof SchemaField.Filterable) {
                  names.add(name);
                }
              });
    }
    return names;
  }
}
