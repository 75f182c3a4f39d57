package io.pinelink.cli.dns;

import io.pinelink.cli.output.JsonOutput;
import java.util.LinkedHashMap;
import java.util.Map;

/** The change batch of {@code aws route53 change-resource-record-sets}. */
final class Route53Batch {
  private Route53Batch() {}

  static String of(PrivateZone zone) {
    Map<String, Object> batch = new LinkedHashMap<>();
    batch.put("Comment", "Private zone " + zone.name());
    batch.put("Changes", zone.recordSets().stream().map(set -> change(zone, set)).toList());
    return JsonOutput.indented(batch) + "\n";
  }

  private static Map<String, Object> change(PrivateZone zone, PrivateZone.RecordSet set) {
    Map<String, Object> records = new LinkedHashMap<>();
    records.put("Name", zone.wildcard());
    records.put("Type", set.type());
    records.put("TTL", ZoneRecord.TTL);
    records.put(
        "ResourceRecords",
        set.values().stream().map(value -> Map.<String, Object>of("Value", value)).toList());
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("Action", "UPSERT");
    change.put("ResourceRecordSet", records);
    return change;
  }
}
