import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Metric;

class CreateABYOCIndex {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();

        String indexName = "example-index";
        String similarityMetric = "cosine";
        int dimension = 1538;
        String byocEnvironment = "your-byoc-environment";

        IndexDescription indexModel = pinecone.controlPlane().createIndex(CreateIndexRequest.builder(indexName, IndexSpec.byoc(byocEnvironment)).dimension(dimension).metric(new Metric(similarityMetric)).build());
    }
}
