import io.pinecone.clients.Pinecone;
import org.openapitools.db_control.client.model.IndexModel;
import org.openapitools.db_control.client.model.ReadCapacity;
import org.openapitools.db_control.client.model.ReadCapacityOnDemandSpec;
import java.util.HashMap;

class CreateAServerlessIndexWithOnDemandReadCapacity {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();

        String indexName = "example-index";
        String similarityMetric = "cosine";
        int dimension = 1538;
        String cloud = "aws";
        String region = "us-west-2";
        HashMap<String, String> tags = new HashMap<>();
        tags.put("env", "test");

        // Configure OnDemand read capacity (optional - this is the default)
        ReadCapacity readCapacity = new ReadCapacity(new ReadCapacityOnDemandSpec().mode("OnDemand"));

        IndexModel indexModel = pinecone.createServerlessIndex(indexName, similarityMetric, dimension, 
            cloud, region, "enabled", tags, readCapacity, null);
    }
}
