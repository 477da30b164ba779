/* SPDX-License-Identifier: MIT */
/*
 * Calls a virtual function that is declared noreturn, which an overriding class may violate.
 */
class Part {
  public:
    [[noreturn]] virtual void stop()
    {
        for (;;) {
        }
    }
};

class Returns : public Part {
  public:
    void stop() override
    {
    }
};

static Returns returns;
static Part *volatile part = &returns;

int main()
{
    part->stop();
}
