import io.pinecone.clients.Pinecone;
import org.openapitools.db_control.client.model.IndexModel;
import org.openapitools.db_control.client.model.ReadCapacity;
import org.openapitools.db_control.client.model.ReadCapacityDedicatedSpec;
import org.openapitools.db_control.client.model.ReadCapacityDedicatedConfig;
import org.openapitools.db_control.client.model.ScalingConfigManual;
import java.util.HashMap;

class CreateAServerlessIndexWithDedicatedReadCapacity {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();

        String indexName = "example-index";
        String similarityMetric = "cosine";
        int dimension = 1538;
        String cloud = "aws";
        String region = "us-west-2";
        HashMap<String, String> tags = new HashMap<>();
        tags.put("env", "test");

        // Configure dedicated read capacity with manual scaling
        ScalingConfigManual manual = new ScalingConfigManual().shards(2).replicas(2);
        ReadCapacityDedicatedConfig dedicated = new ReadCapacityDedicatedConfig()
            .nodeType("t1")
            .scaling("Manual")
            .manual(manual);
        ReadCapacity readCapacity = new ReadCapacity(
            new ReadCapacityDedicatedSpec().mode("Dedicated").dedicated(dedicated));

        IndexModel indexModel = pinecone.createServerlessIndex(indexName, similarityMetric, dimension, 
            cloud, region, "enabled", tags, readCapacity, null);
    }
}
