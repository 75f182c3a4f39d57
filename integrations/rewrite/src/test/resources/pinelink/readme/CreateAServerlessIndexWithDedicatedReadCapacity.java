import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.ReadCapacity;
import io.pinelink.model.Metric;
import io.pinelink.routing.Cloud;
import org.openapitools.db_control.client.model.ReadCapacityDedicatedSpec;
import org.openapitools.db_control.client.model.ReadCapacityDedicatedConfig;
import org.openapitools.db_control.client.model.ScalingConfigManual;
import java.util.HashMap;

class CreateAServerlessIndexWithDedicatedReadCapacity {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();

        String indexName = "example-index";
        String similarityMetric = "cosine";
        int dimension = 1538;
        String cloud = "aws";
        String region = "us-west-2";
        HashMap<String, String> tags = new HashMap<>();
        tags.put("env", "test");

        // Configure dedicated read capacity with manual scaling
        // TODO Pinelink: ReadCapacity.dedicated(nodeType, shards, replicas)
        ScalingConfigManual manual = new ScalingConfigManual().shards(2).replicas(2);
        // TODO Pinelink: ReadCapacity.dedicated(nodeType, shards, replicas)
        ReadCapacityDedicatedConfig dedicated = new ReadCapacityDedicatedConfig()
            .nodeType("t1")
            .scaling("Manual")
            .manual(manual);
        // TODO Pinelink: ReadCapacity.dedicated(nodeType, shards, replicas)
        ReadCapacity readCapacity = new ReadCapacity(
            new ReadCapacityDedicatedSpec().mode("Dedicated").dedicated(dedicated));

        IndexDescription indexModel = pinecone.controlPlane().createIndex(CreateIndexRequest.builder(indexName, IndexSpec.serverless(new Cloud(cloud), region).withReadCapacity(readCapacity)).dimension(dimension).metric(new Metric(similarityMetric)).deletionProtection().tags(tags).build());
    }
}
