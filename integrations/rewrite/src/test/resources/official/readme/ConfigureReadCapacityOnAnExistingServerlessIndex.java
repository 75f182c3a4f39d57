import io.pinecone.clients.Pinecone;
import org.openapitools.db_control.client.model.IndexModel;
import java.util.HashMap;

class ConfigureReadCapacityOnAnExistingServerlessIndex {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();

        String indexName = "example-index";
        HashMap<String, String> tags = new HashMap<>();
        tags.put("env", "test");

        // Switch to Dedicated read capacity with manual scaling
        // Parameters: indexName, deletionProtection, tags, embed, readCapacityMode, nodeType, shards, replicas
        IndexModel indexModel = pinecone.configureServerlessIndex(
            indexName, "enabled", tags, null, "Dedicated", "t1", 3, 2);

        // Switch to OnDemand read capacity
        IndexModel onDemandIndex = pinecone.configureServerlessIndex(
            indexName, "enabled", tags, null, "OnDemand", null, null, null);

        // Verify the configuration was applied
        IndexModel desc = pinecone.describeIndex(indexName);
        // Check desc.getSpec().getServerless().getReadCapacity()...
    }
}
