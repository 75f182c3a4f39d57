import io.pinelink.Pinelink;
import io.pinelink.control.ConfigureIndexRequest;

class EnableDeletionProtectionForPodIndex {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();

        String indexName = "example-index";
        String deletionProtection = "enabled";

        pinecone.controlPlane().configureIndex(ConfigureIndexRequest.builder(indexName).deletionProtection(true).build());
    }
}
