import io.pinelink.Pinelink;
import io.pinelink.control.CollectionDescription;

class DescribeACollection {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();
        CollectionDescription model = pinecone.controlPlane().describeCollection("example-collection");
    }
}
