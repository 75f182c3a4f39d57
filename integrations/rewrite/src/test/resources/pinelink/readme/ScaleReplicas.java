import io.pinelink.Pinelink;
import io.pinelink.control.ConfigureIndexRequest;

class ScaleReplicas {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();

        String indexName = "example-index";
        String podType = "p1.x1";
        int newNumberOfReplicas = 7;
        String deletionProtection = "disabled";

        pinecone.controlPlane().configureIndex(ConfigureIndexRequest.builder(indexName).podType(podType).replicas(newNumberOfReplicas).deletionProtection(false).build());
    }
}
