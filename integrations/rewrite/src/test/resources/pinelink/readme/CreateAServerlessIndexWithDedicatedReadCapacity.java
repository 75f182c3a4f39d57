import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.ReadCapacity;
import io.pinelink.model.Metric;
import io.pinelink.routing.Cloud;
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
        ReadCapacity readCapacity = ReadCapacity.dedicated("t1", 2, 2);

        IndexDescription indexModel = pinecone.controlPlane().createIndex(CreateIndexRequest.builder(indexName, IndexSpec.serverless(new Cloud(cloud), region).withReadCapacity(readCapacity)).dimension(dimension).metric(new Metric(similarityMetric)).deletionProtection().tags(tags).build());
    }
}
