import io.pinecone.clients.Pinecone;
import org.openapitools.db_control.client.model.IndexModel;
import java.util.HashMap;

class CreateASparseServerlessIndex {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();

        String indexName = "example-index";
        String cloud = "aws";
        String region = "us-east-1";
        HashMap<String, String> tags = new HashMap<>();
        tags.put("env", "test");
        String vectorType = "sparse";

        IndexModel indexModel = pinecone.createSparseServelessIndex(indexName, cloud, region, "enabled", tags, vectorType);
    }
}
