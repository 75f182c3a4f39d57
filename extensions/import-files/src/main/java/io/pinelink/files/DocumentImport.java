package io.pinelink.files;

import io.pinelink.documents.Document;
import io.pinelink.files.internal.JsonLines;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The documents of an import, in JSON Lines files. */
final class DocumentImport extends ImportedRows<Document, DocumentLine> {
  private final @Nullable SchemaCheck schema;

  /** The number of dense values by the name of the field. */
  private final Map<String, Integer> dimensions = new HashMap<>();

  private DocumentImport(ImportFolder<DocumentLine> folder, @Nullable SchemaCheck schema) {
    super(folder);
    this.schema = schema;
  }

  static ImportedRows<Document, ?> create(Path root, ImportOptions options, ImportLimits limits) {
    FileFormat<DocumentLine> format =
        new FileFormat<>(
            ".jsonl",
            (file, first) -> new JsonLines<>(JsonLines.stream(file, false), DocumentLine::json));
    return new DocumentImport(
        ImportFolder.create(root, format, options, limits),
        options.schema().map(SchemaCheck::new).orElse(null));
  }

  @Override
  String named(Document document) {
    return "document '" + document.id() + "'";
  }

  @Override
  DocumentLine row(String namespace, Document document) {
    DocumentLine line = DocumentLine.of(document, schema);
    line.checkDimensions(dimensions);
    return line;
  }

  @Override
  void written(String namespace, DocumentLine line) {
    dimensions.putAll(line.dimensions());
  }
}
