package io.pinelink.files.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rows that are JSON objects: each on a line, or all in one array. */
final class JsonRows implements RowInput {
  /** The beginning of a file whose rows are in one array. */
  private static final Pattern ARRAY =
      Pattern.compile("\\s*(\\[|\\{\\s*\"(vectors|records|documents)\"\\s*:\\s*\\[)");

  private final ByteInput bytes;
  private final TextRows rows;
  private final RowShape<?> shape;
  private boolean hasNote;

  private JsonRows(ByteInput bytes, TextRows rows, RowShape<?> shape) {
    this.bytes = bytes;
    this.rows = rows;
    this.shape = shape;
  }

  static JsonRows open(ByteInput bytes, RowShape<?> shape) throws IOException {
    Optional<String> array = bytes.startsWith(ARRAY);
    if (array.isEmpty()) {
      return new JsonRows(bytes, new Lines(bytes), shape);
    }
    bytes.skip(array.get().length());
    long line = 1 + array.get().chars().filter(c -> c == '\n').count();
    return new JsonRows(bytes, new Elements(bytes, line), shape);
  }

  @Override
  public @Nullable RowMembers next() throws IOException, InvalidRowException {
    while (rows.next()) {
      if (isBlank()) {
        continue;
      }
      Map<String, @Nullable Object> members = members();
      hasNote = members.size() == 1 && members.containsKey(FailedRows.NOTE);
      if (!hasNote) {
        return new RowMembers(members, false);
      }
      FailedRows.checkNote(members.get(FailedRows.NOTE));
    }
    return null;
  }

  private boolean isBlank() {
    for (int i = 0; i < rows.length(); i++) {
      if (rows.bytes()[i] > ' ' || rows.bytes()[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private Map<String, @Nullable Object> members() throws IOException, InvalidRowException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    try (JsonParser json = JsonValues.parser(rows.bytes(), rows.length())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new InvalidRowException("no JSON object, which a row has to be");
      }
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        json.nextToken();
        members.put(name, shape.member(name, json));
      }
      if (json.nextToken() != null) {
        throw new InvalidRowException("there is more text after the JSON object");
      }
    } catch (IOException e) {
      // The text is in memory.
      throw new InvalidRowException(JsonValues.reason(e));
    }
    return members;
  }

  @Override
  public long line() {
    return rows.number();
  }

  /** Returns the text of the row, correct or not, unless it was only a note. */
  @Override
  public Optional<String> json() {
    return rows.length() == 0 || hasNote
        ? Optional.empty()
        : Optional.of(new String(rows.bytes(), 0, rows.length(), UTF_8).replace('\n', ' '));
  }

  @Override
  public long bytesRead() {
    return bytes.bytesRead();
  }

  @Override
  public OptionalLong totalBytes() {
    return bytes.totalBytes();
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
