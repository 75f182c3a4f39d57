import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;

class CreateAPodIndex {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();

        String indexName = "example-index";
        int dimension = 1538;
        String environment = "us-east-1-aws";
        String podType = "p1.x1";

        IndexDescription indexModel = pinecone.controlPlane().createIndex(CreateIndexRequest.builder(indexName, IndexSpec.pod(environment, podType)).dimension(dimension).build());
    }
}
