package io.pinelink.cli.data;

import io.pinelink.cli.output.JsonStream;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.Table;
import io.pinelink.documents.Document;
import io.pinelink.model.Vector;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The results of a fetch, which are printed as they arrive: as a table, or as one JSON object. */
final class FetchedRows<T> {
  private final OutputOptions output;
  private final Table table;
  private final BiConsumer<Table, T> cells;
  private final Function<T, String> id;
  private final Function<T, Map<String, @Nullable Object>> json;
  private final @Nullable JsonStream stream;

  private FetchedRows(
      OutputOptions output,
      Table table,
      BiConsumer<Table, T> cells,
      Function<T, String> id,
      Function<T, Map<String, @Nullable Object>> json,
      @Nullable JsonStream stream) {
    this.output = output;
    this.table = table;
    this.cells = cells;
    this.id = id;
    this.json = json;
    this.stream = stream;
  }

  static FetchedRows<Vector> vectors(OutputOptions output) {
    return new FetchedRows<>(
        output,
        Table.of("ID", "VALUES", "SPARSE", "METADATA"),
        (table, vector) ->
            table.row(
                vector.id(),
                vector.dimension(),
                vector.sparseValues().map(sparse -> (Object) sparse.size()).orElse(null),
                vector.metadata().isEmpty() ? null : vector.metadata().toJson()),
        Vector::id,
        RowJson::of,
        output.isJson() ? new JsonStream(output.out(), "vectors", false) : null);
  }

  static FetchedRows<Document> documents(OutputOptions output) {
    return new FetchedRows<>(
        output,
        Table.of("ID", "FIELDS"),
        (table, document) -> table.row(document.id(), FieldText.of(document.fields())),
        Document::id,
        RowJson::of,
        output.isJson() ? new JsonStream(output.out(), "documents", true) : null);
  }

  void add(T row) {
    if (stream == null) {
      cells.accept(table, row);
    } else {
      stream.add(id.apply(row), json.apply(row));
    }
  }

  /** Prints what was added. */
  void flush() {
    if (stream == null) {
      output.print(table);
    } else {
      stream.flush();
    }
  }

  /** Prints the rest. */
  void end(String namespace) {
    if (stream == null) {
      output.print(table);
    } else {
      stream.end(Map.of("namespace", namespace));
    }
  }
}
