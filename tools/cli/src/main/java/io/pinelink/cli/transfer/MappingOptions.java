package io.pinelink.cli.transfer;

import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.copy.DocumentMapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that map vectors to documents. */
final class MappingOptions {
  private static final String METADATA = "metadata.";

  @Option(
      names = "--map",
      paramLabel = "PART=FIELD",
      description =
          "For a copy of vectors to documents: the field of a part of each vector. Parts are"
              + " values, sparse_values and metadata.KEY; other metadata keeps its names.")
  Map<String, String> parts = new LinkedHashMap<>();

  @Option(
      names = "--map-text",
      paramLabel = "KEY=FIELD",
      description = "Maps metadata to a text field; values that are not strings are refused.")
  Map<String, String> texts = new LinkedHashMap<>();

  @Option(
      names = "--drop",
      paramLabel = "KEY",
      description = "Leaves out the metadata of this key.")
  List<String> dropped = new ArrayList<>();

  boolean isGiven() {
    return !parts.isEmpty() || !texts.isEmpty() || !dropped.isEmpty();
  }

  /** Checks that the target can have what the source has, with the mapping that this may need. */
  void check(IndexConnection from, boolean documents, IndexConnection to, boolean toDocuments) {
    if (documents && !toDocuments) {
      throw FailedCommand.invalid(
          "'" + from.target() + "' has documents, and '" + to.target() + "' has vectors");
    }
    if (isGiven() != (toDocuments && !documents)) {
      throw FailedCommand.invalid(
          isGiven()
              ? "--map is for vectors on one side and documents on the other"
              : "'%s' has vectors and '%s' has documents: add --map values=FIELD"
                  .formatted(from.target(), to.target()));
    }
  }

  DocumentMapping mapping() {
    DocumentMapping.Builder mapping = DocumentMapping.builder();
    parts.forEach((part, field) -> map(mapping, part, field));
    texts.forEach(mapping::textField);
    return mapping.drop(dropped).build();
  }

  private static void map(DocumentMapping.Builder mapping, String part, String field) {
    if (part.equals("values")) {
      mapping.denseField(field);
    } else if (part.equals("sparse_values")) {
      mapping.sparseField(field);
    } else if (part.startsWith(METADATA) && part.length() > METADATA.length()) {
      mapping.field(part.substring(METADATA.length()), field);
    } else {
      throw FailedCommand.invalid(
          "--map has the part '"
              + part
              + "', expected values, sparse_values or metadata.KEY, as in values=embedding");
    }
  }
}
