import io.pinecone.clients.Index;
import io.pinecone.clients.Pinecone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openapitools.db_control.client.model.CreateIndexForModelRequestEmbed;
import org.openapitools.db_control.client.model.IndexModel;
import org.openapitools.db_control.client.model.ReadCapacity;
import org.openapitools.db_control.client.model.ReadCapacityDedicatedConfig;
import org.openapitools.db_control.client.model.ReadCapacityDedicatedSpec;
import org.openapitools.db_control.client.model.ScalingConfigManual;
import org.openapitools.db_data.client.ApiException;
import org.openapitools.db_data.client.model.Hit;
import org.openapitools.db_data.client.model.SearchRecordsRequestRerank;
import org.openapitools.db_data.client.model.SearchRecordsResponse;

public class Records {
    public static List<String> run(Pinecone pinecone) throws Exception {
        List<String> lines = new ArrayList<>();
        Map<String, String> fieldMap = new HashMap<>();
        fieldMap.put("text", "chunk_text");
        // The model that embeds the texts
        CreateIndexForModelRequestEmbed embed = new CreateIndexForModelRequestEmbed()
                .model("multilingual-e5-large")
                .metric("cosine")
                .fieldMap(fieldMap);
        IndexModel model = pinecone.createIndexForModel("notes", "aws", "us-east-1", embed, "disabled", null);
        lines.add(model.getName() + " " + model.getDimension());

        Index index = pinecone.getIndexConnection("notes");
        List<Map<String, String>> records = new ArrayList<>();
        for (String food : Arrays.asList("apples", "bread", "plums")) {
            Map<String, String> record = new HashMap<>();
            record.put("_id", food);
            record.put("kind", food.equals("bread") ? "grain" : "fruit");
            record.put("chunk_text", food + " are good with cheese");
            records.add(record);
        }
        index.upsertRecords("food", records);

        Map<String, Object> filter = new HashMap<>();
        filter.put("kind", "fruit");
        SearchRecordsRequestRerank rerank = new SearchRecordsRequestRerank()
                .model("bge-reranker-v2-m3")
                .rankFields(Arrays.asList("chunk_text"))
                .topN(1);
        SearchRecordsResponse found =
                index.searchRecordsByText("plums", "food", Arrays.asList("chunk_text"), 5, filter, rerank);
        for (Hit hit : found.getResult().getHits()) {
            lines.add("found " + hit.getId());
        }
        lines.add("near " + index.searchRecordsById("bread", "food", null, 1, null, null).getResult().getHits().get(0).getId());
        pinecone.deleteIndex("notes");
        return lines;
    }

    static void dedicated(Pinecone pinecone) throws ApiException {
        ScalingConfigManual manual = new ScalingConfigManual().shards(2).replicas(1);
        ReadCapacityDedicatedConfig dedicated = new ReadCapacityDedicatedConfig().nodeType("t1").scaling("Manual").manual(manual);
        ReadCapacity capacity = new ReadCapacity(new ReadCapacityDedicatedSpec().mode("Dedicated").dedicated(dedicated));
        pinecone.createIndexForModel(
                "notes",
                "aws",
                "us-east-1",
                new CreateIndexForModelRequestEmbed().model("llama-text-embed-v2").dimension(1024).fieldMap(Map.of("text", "body")),
                "enabled",
                Map.of("team", "search"),
                capacity,
                null);
    }
}
