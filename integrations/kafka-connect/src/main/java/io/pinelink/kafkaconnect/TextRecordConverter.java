package io.pinelink.kafkaconnect;

import io.pinelink.bulk.BulkChange;
import io.pinelink.model.Fields;
import io.pinelink.records.TextRecord;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;

/** Converts values to records, whose text the index embeds. */
final class TextRecordConverter implements ValueConverter {
  private final SelectedFields content;

  TextRecordConverter(AbstractConfig config, Set<String> named) {
    this.content = new SelectedFields(config.getList(RecordOptions.CONTENT_FIELDS), named);
  }

  @Override
  public BulkChange change(String id, Object value) {
    Fields fields = Fields.copyOf(PlainValue.withoutNulls(content.of(value)));
    return BulkChange.upsert(new TextRecord(id, fields));
  }
}
