package io.pinelink.files.data;

import com.fasterxml.jackson.core.JsonParser;
import io.pinelink.model.Fields;
import io.pinelink.records.TextRecord;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows that are records, which the index embeds. */
final class RecordShape implements RowShape<TextRecord> {
  @Override
  public @Nullable Object member(String name, JsonParser json)
      throws IOException, InvalidRowException {
    return JsonValues.any(json);
  }

  @Override
  public TextRecord row(RowMembers members) {
    Map<String, @Nullable Object> fields = members.values();
    String id = RowId.take(fields, "_id", "id");
    if (members.columns()) {
      fields.values().removeIf(Objects::isNull);
    }
    return new TextRecord(id, Fields.copyOf(fields));
  }

  @Override
  public String json(TextRecord row) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("_id", row.id());
    members.putAll(row.fields().asMap());
    return Fields.copyOf(members).toJson();
  }
}
