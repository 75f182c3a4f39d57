package io.pinelink.rest.codec;

import static io.pinelink.rest.json.JsonReader.required;

import io.pinelink.model.Fields;
import io.pinelink.model.ResponseInfo;
import io.pinelink.records.RecordHit;
import io.pinelink.records.SearchRecordsResponse;
import io.pinelink.records.UpsertRecordsResponse;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.spi.response.RecordResponses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The decoding of responses about records from JSON, API version 2026-04. One pure function for
 * each body. Unknown members are skipped, and null is equivalent to absent.
 */
final class RecordFromJson {
  private RecordFromJson() {}

  /** The service answers with an empty body. */
  static UpsertRecordsResponse upsert(JsonReader json, ResponseInfo info) {
    return RecordResponses.upsert(info);
  }

  static SearchRecordsResponse search(JsonReader json, ResponseInfo info) throws IOException {
    List<RecordHit> hits = new ArrayList<>();
    Usage usage = new Usage();
    String namespace = "";
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "result" -> result(json, hits);
          case "usage" -> usage.read(json);
          case "namespace" -> namespace = json.textOrEmpty();
          default -> json.skip();
        }
      }
    }
    return RecordResponses.search(
        hits,
        namespace,
        usage.readUnits,
        usage.embedTotalTokens,
        usage.rerankUnits,
        usage.egressBytes,
        info);
  }

  private static void result(JsonReader json, List<RecordHit> into) throws IOException {
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        if (member.equals("hits") && json.enterArray()) {
          while (json.nextElement()) {
            into.add(hit(json));
          }
        } else {
          json.skip();
        }
      }
    }
  }

  private static RecordHit hit(JsonReader json) throws IOException {
    String id = null;
    Float score = null;
    Fields fields = Fields.empty();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "_id" -> id = json.text();
          case "_score" -> score = json.isNull() ? null : (Float) json.float32();
          case "fields" -> fields = json.fields();
          default -> json.skip();
        }
      }
    }
    return new RecordHit(required("hits._id", id), required("hits._score", score), fields);
  }

  /** The usage of the search, as far as it was read. */
  private static final class Usage {
    private OptionalLong readUnits = OptionalLong.empty();
    private OptionalLong embedTotalTokens = OptionalLong.empty();
    private OptionalLong rerankUnits = OptionalLong.empty();
    private OptionalLong egressBytes = OptionalLong.empty();

    void read(JsonReader json) throws IOException {
      if (json.enterObject()) {
        for (String member = json.nextMember(); member != null; member = json.nextMember()) {
          switch (member) {
            case "read_units" -> readUnits = json.reportedCount();
            case "egress_bytes" -> egressBytes = json.reportedCount();
            case "embed_total_tokens" -> embedTotalTokens = json.reportedCount();
            case "rerank_units" -> rerankUnits = json.reportedCount();
            default -> json.skip();
          }
        }
      }
    }
  }
}
