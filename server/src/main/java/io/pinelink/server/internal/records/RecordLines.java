package io.pinelink.server.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RpcException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A parser of the records of an upsert, with one JSON object per line. */
final class RecordLines {
  private RecordLines() {}

  /**
   * A record as it was sent.
   *
   * @param fields all fields except the id, not validated
   */
  record Line(String id, Map<String, @Nullable Object> fields) {}

  /** Parses all records, ignoring blank lines; a refusal names the first invalid line. */
  static List<Line> parse(byte[] body) {
    List<Line> records = new ArrayList<>();
    int number = 0;
    for (String line : new String(body, StandardCharsets.UTF_8).split("\n", -1)) {
      number++;
      if (!line.isBlank()) {
        records.add(record(line, number));
      }
    }
    return records;
  }

  static Line record(String line, int number) {
    JsonNode object;
    try {
      object = PlainJson.MAPPER.readTree(line);
    } catch (IOException e) {
      throw RpcException.invalid("Line " + number + " is not valid JSON");
    }
    if (!object.isObject()) {
      throw RpcException.invalid("Line " + number + " is not a JSON object");
    }
    Map<String, @Nullable Object> fields;
    try {
      fields = new LinkedHashMap<>(PlainJson.members(object));
    } catch (ControlException e) {
      throw RpcException.invalid("Line " + number + ": " + e.getMessage());
    }
    boolean both = fields.containsKey("_id") && fields.containsKey("id");
    if (both) {
      throw RpcException.invalid("Line " + number + " has both '_id' and 'id'");
    }
    Object id = fields.remove(fields.containsKey("_id") ? "_id" : "id");
    if (!(id instanceof String text)) {
      throw RpcException.invalid(
          "Line " + number + " needs an '_id' that is a string, got " + PlainJson.text(id));
    }
    return new Line(text, fields);
  }
}
