import io.pinelink.Pinelink;
import io.pinelink.control.IndexDescription;

class DescribeIndex {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build(); 
        IndexDescription indexMetadata = pinecone.controlPlane().describeIndex("example-index");
    }
}
