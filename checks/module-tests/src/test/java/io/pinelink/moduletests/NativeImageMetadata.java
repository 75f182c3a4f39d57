package io.pinelink.moduletests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The {@code reachability-metadata.json} of a jar. */
record NativeImageMetadata(JsonNode json) {
  /** Returns the name of the file in the jar. */
  static String file(PublishedJar jar) {
    return "META-INF/native-image/io.pinelink/" + jar.artifact + "/reachability-metadata.json";
  }

  /** Reads the metadata of a jar; it is empty if the jar has none. */
  static NativeImageMetadata of(PublishedJar jar) throws IOException {
    Path file = jar.content().resolve(file(jar));
    ObjectMapper mapper = new ObjectMapper();
    return new NativeImageMetadata(
        Files.exists(file) ? mapper.readTree(file.toFile()) : mapper.createObjectNode());
  }

  List<String> resources() {
    return entries("resources").map(entry -> entry.get("glob").textValue()).toList();
  }

  List<JsonNode> types() {
    return entries("reflection").toList();
  }

  List<String> typeNames() {
    return types().stream().map(entry -> entry.get("type").textValue()).toList();
  }

  /** Returns the classes that enable an entry. */
  List<String> conditions() {
    return Stream.concat(entries("resources"), entries("reflection"))
        .map(entry -> entry.get("condition").get("typeReached").textValue())
        .toList();
  }

  private Stream<JsonNode> entries(String kind) {
    return StreamSupport.stream(json.path(kind).spliterator(), false);
  }
}
