import io.pinelink.Pinelink;
import io.pinelink.control.IndexDescription;
import io.pinelink.model.ListResponse;

class ListIndexes {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();
        ListResponse<IndexDescription> indexesInYourProject = pinecone.controlPlane().listIndexes();
    }
}
