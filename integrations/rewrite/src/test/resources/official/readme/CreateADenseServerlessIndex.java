import io.pinecone.clients.Pinecone;
import org.openapitools.db_control.client.model.IndexModel;
import java.util.HashMap;

class CreateADenseServerlessIndex {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();

        String indexName = "example-index";
        String similarityMetric = "cosine";
        int dimension = 1538;
        String cloud = "aws";
        String region = "us-west-2";
        HashMap<String, String> tags = new HashMap<>();
        tags.put("env", "test");

        IndexModel indexModel = pinecone.createServerlessIndex(indexName, similarityMetric, dimension, cloud, region, "enabled", tags);
    }
}
