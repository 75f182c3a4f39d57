import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.routing.Cloud;
import java.util.HashMap;

class CreateASparseServerlessIndex {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();

        String indexName = "example-index";
        String cloud = "aws";
        String region = "us-east-1";
        HashMap<String, String> tags = new HashMap<>();
        tags.put("env", "test");
        String vectorType = "sparse";

        IndexDescription indexModel = pinecone.controlPlane().createIndex(CreateIndexRequest.builder(indexName, IndexSpec.serverless(new Cloud(cloud), region)).sparseVectors().deletionProtection().tags(tags).build());
    }
}
