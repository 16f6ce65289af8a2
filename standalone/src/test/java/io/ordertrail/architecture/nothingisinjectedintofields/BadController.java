package io.ordertrail.architecture.nothingisinjectedintofields;

import org.springframework.beans.factory.annotation.Autowired;

class BadController {

    @Autowired
    private String name;
}
