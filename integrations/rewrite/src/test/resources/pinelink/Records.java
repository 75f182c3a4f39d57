import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.ReadCapacity;
import io.pinelink.error.PinelinkException;
import io.pinelink.model.Filter;
import io.pinelink.model.Metric;
import io.pinelink.records.*;
import io.pinelink.routing.Cloud;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

public class Records {
    public static List<String> run(Pinelink pinecone) throws Exception {
        List<String> lines = new ArrayList<>();
        Map<String, String> fieldMap = new HashMap<>();
        fieldMap.put("text", "chunk_text");
        // The model that embeds the texts
        IndexDescription model = pinecone.controlPlane().createIndexForModel(CreateIndexForModelRequest.builder("notes", Cloud.AWS, "us-east-1", "multilingual-e5-large", fieldMap.get("text")).metric(Metric.COSINE).build());
        lines.add(model.name() + " " + model.dimension().orElseThrow());

        Index index = pinecone.index("notes");
        List<Map<String, String>> records = new ArrayList<>();
        for (String food : Arrays.asList("apples", "bread", "plums")) {
            Map<String, String> record = new HashMap<>();
            record.put("_id", food);
            record.put("kind", food.equals("bread") ? "grain" : "fruit");
            record.put("chunk_text", food + " are good with cheese");
            records.add(record);
        }
        pinecone.records("notes").namespace("food").upsert(records.stream().map(TextRecord::copyOf).toList());

        Map<String, Object> filter = new HashMap<>();
        filter.put("kind", "fruit");
        Reranking rerank = Reranking.builder("bge-reranker-v2-m3", "chunk_text").topN(1).build();
        SearchRecordsResponse found =
                pinecone.records("notes").namespace("food").search(SearchRecordsRequest.builder().text("plums").topK(5).fields("chunk_text").filter(Filter.copyOf(filter)).rerank(rerank).build());
        for (RecordHit hit : found.hits()) {
            lines.add("found " + hit.id());
        }
        lines.add("near " + pinecone.records("notes").namespace("food").search(SearchRecordsRequest.builder().id("bread").topK(1).build()).hits().get(0).id());
        pinecone.controlPlane().deleteIndex("notes");
        return lines;
    }

    static void dedicated(Pinelink pinecone) throws PinelinkException {
        ReadCapacity capacity = ReadCapacity.dedicated("t1", 2, 1);
        pinecone.controlPlane().createIndexForModel(CreateIndexForModelRequest.builder("notes", Cloud.AWS, "us-east-1", "llama-text-embed-v2", "body").dimension(1024).deletionProtection().tags(Map.of("team", "search")).readCapacity(capacity).build());
    }
}
