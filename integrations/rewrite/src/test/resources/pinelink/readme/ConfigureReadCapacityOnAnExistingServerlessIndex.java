import io.pinelink.Pinelink;
import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.ReadCapacity;
import java.util.HashMap;

class ConfigureReadCapacityOnAnExistingServerlessIndex {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();

        String indexName = "example-index";
        HashMap<String, String> tags = new HashMap<>();
        tags.put("env", "test");

        // Switch to Dedicated read capacity with manual scaling
        // Parameters: indexName, deletionProtection, tags, embed, readCapacityMode, nodeType, shards, replicas
        IndexDescription indexModel = pinecone.controlPlane().configureIndex(ConfigureIndexRequest.builder(indexName).deletionProtection(true).tags(tags).readCapacity(ReadCapacity.dedicated("t1", 3, 2)).build());

        // Switch to OnDemand read capacity
        IndexDescription onDemandIndex = pinecone.controlPlane().configureIndex(ConfigureIndexRequest.builder(indexName).deletionProtection(true).tags(tags).readCapacity(ReadCapacity.onDemand()).build());

        // Verify the configuration was applied
        IndexDescription desc = pinecone.controlPlane().describeIndex(indexName);
        // Check desc.getSpec().getServerless().getReadCapacity()...
    }
}
